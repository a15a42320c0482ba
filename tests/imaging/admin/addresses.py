"""Addresses of the admin's pages."""

from uuid import UUID

from django.urls import reverse

IMAGES = "/admin/imaging/generatedimage/"
JOBS = "/admin/imaging/generationjob/"


def image_page(pk: UUID) -> str:
    return reverse("admin:imaging_generatedimage_change", args=[pk])


def image_review(pk: UUID) -> str:
    return reverse("admin:imaging_generatedimage_review", args=[pk])


def job_page(pk: UUID) -> str:
    return reverse("admin:imaging_generationjob_change", args=[pk])


def job_cancel(pk: UUID) -> str:
    return reverse("admin:imaging_generationjob_cancel", args=[pk])
