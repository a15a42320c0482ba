"""Posts as people write them, in many scripts and lengths."""

JAPANESE = "私たちは去年、すべての会議を廃止しました。生産性は二倍になりました。"
"""For whose letters no font is bundled."""

POSTS = (
    "We cut onboarding from 14 days to 2. Here's how.\n\nIt started with one question…",
    "**73% of roadmaps** are wish lists. 🎯\n\n#product #strategy",
    "Stop.",
    (
        "The best hire I ever made had no degree, no portfolio and no idea what a sprint was: "
        "she had spent nine years running the night shift of a bakery, and she knew more about "
        "queues, people and failure than any of us."
    ),
    (
        "Rechtsschutzversicherungsgesellschaften digitalisieren ihre "
        "Kraftfahrzeughaftpflichtversicherungsabteilungen."
    ),
    "قبل ثلاث سنوات كنت أخاف من العروض التقديمية. اليوم أدرّب 40 فريقًا عليها.",
    "לפני שנה פיטרו אותי. היום אני מנהלת צוות של 12 אנשים ב-AI.",
    "Το μεγαλύτερο λάθος μου ως manager ήταν ότι δεν άκουγα.",
    "Мы закрыли 3 офиса и выросли на 40%. Вот чему нас научила удалёнка.",
    JAPANESE,
    "Your calendar is your strategy 📅👩🏽‍💻",
    (
        "Leadership is not a title. It's the decision to go first when nobody is watching, to say "
        "what everyone is thinking, and to stay when it gets hard."
    ),
    "A" * 80,
    "$4.2M in revenue, 3 people, 0 meetings.",
)
