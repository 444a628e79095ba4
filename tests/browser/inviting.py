"""How a newcomer comes by the link that is their way in: invited, and by mail."""

import re
import time
from email import message_from_string, policy

from playwright.sync_api import Browser

from tests.browser.conftest import Served, open_page, sign_in

# As the console prints it, among other lines.
MAIL = re.compile(r"^Content-Type: .*?(?=^-{79}$)", re.DOTALL | re.MULTILINE)


def invite(
    browser: Browser,
    served: Served,
    *,
    by: str,
    name: tuple[str, str],
    email: str,
    language: str,
    role: str,
    body: tuple[str, str] | None = None,
) -> str:
    """The link in the mail that asks `email` to act as `role`."""
    page = open_page(browser, served.address, width=1280, language="en")
    sign_in(page, by)
    page.goto("/en/manage/invitations/new/")
    page.fill("[name=given_name]", name[0])
    page.fill("[name=family_name]", name[1])
    page.fill("[name=email]", email)
    page.select_option("[name=language]", language)
    page.select_option("[name=role]", role)
    if body:
        page.select_option(f"[name={body[0]}]", label=body[1])
    page.click("main form button[type=submit]")
    page.wait_for_url("**/invitations/")
    page.context.close()
    return link_in_mail(served, email)


def link_in_mail(served: Served, email: str) -> str:
    """The last address that was sent to them; the worker sends within seconds."""
    for _ in range(300):
        for text in reversed(MAIL.findall(served.output.read_text())):
            mail = message_from_string(text, policy=policy.default)
            if email in mail.get("To", ""):
                return re.findall(r"https?://\S+", mail.get_content())[-1]
        time.sleep(0.1)
    raise AssertionError(f"No mail came to {email}.")
