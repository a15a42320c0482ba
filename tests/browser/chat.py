"""The chat page by its roles and names, which stay whatever it looks like."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

NOTES = (
    "Cross docking taught our warehouse teams to trust the schedule. "
    "Trucks wait 20 minutes now, not two hours, with the same people."
)
REPLY_MS = 20_000
IMAGE_MS = 30_000


class Chat:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("textbox", name="Message", exact=True)
        self.send_button = page.get_by_role("button", name="Send", exact=True)
        self.said = page.get_by_role("article", name="You", exact=True)
        self.replies = page.get_by_role("article", name="Copilot", exact=True)
        self.post = page.get_by_role("region", name="Post", exact=True)

    @property
    def reply(self) -> Locator:
        return self.replies.last

    @property
    def stop(self) -> Locator:
        return self.reply.get_by_role("button", name="Stop", exact=True)

    @property
    def ideas(self) -> Locator:
        return self.reply.get_by_role("group", name="Image ideas", exact=True)

    @property
    def generate(self) -> Locator:
        """The buttons of the idea cards."""
        return self.ideas.get_by_role("button", name="Generate", exact=True)

    @property
    def progress(self) -> Locator:
        return self.reply.get_by_role("progressbar")

    @property
    def pictures(self) -> Locator:
        """The images of the reply, as people see them."""
        return self.reply.get_by_role("figure").get_by_role("img")

    def send(self, text: str) -> None:
        """Send from an empty or an open conversation; the person's words are there afterwards."""
        before = self.said.count()
        self.box.fill(text)
        self.send_button.click()
        expect(self.said).to_have_count(before + 1)
        expect(self.said.last).to_contain_text(text.split("\n", maxsplit=1)[0])

    def wait_for_reply(self) -> None:
        """Until the reply has come to its end, with its ideas."""
        expect(self.ideas).to_be_visible(timeout=REPLY_MS)
        expect(self.stop).to_have_count(0)

    def wait_for_picture(self) -> Locator:
        """Until an image is there and has loaded."""
        picture = self.pictures.first
        expect(picture).to_be_visible(timeout=IMAGE_MS)
        picture.scroll_into_view_if_needed()
        self.page.wait_for_function(
            "image => image.complete && image.naturalWidth > 0", arg=picture.element_handle()
        )
        return picture

    def download(self, within: Locator) -> bytes:
        with self.page.expect_download() as started:
            within.get_by_role("button", name="Download", exact=True).click()
        return Path(started.value.path()).read_bytes()
