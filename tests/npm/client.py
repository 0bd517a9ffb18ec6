"""An app on one of Slack's Python clients, unmodified: a story with the emulator, told in lines of JSON.

Not here: what is expected of it (client-python.test.mjs).
"""

import importlib
import json
import sys
import urllib.request

OLIVE, LUNCH = "U061F7AUR", "C061FA5PB"


def main(url, code, redirect_uri, client_id, client_secret):
    installed = slack.WebClient(base_url=f"{url}/api/").oauth_access(
        client_id=client_id, client_secret=client_secret, code=code, redirect_uri=redirect_uri
    )
    tell("installed", installed["installer_user"]["user_id"])
    client = slack.WebClient(installed["access_token"], base_url=f"{url}/api/")
    tell("posted", client.chat_postMessage(channel=LUNCH, text="All aboard!")["message"]["text"])
    tell("refused", refusal(client.chat_postMessage, channel="C99999999", text="Hi"))

    def history():
        return client.conversations_history(channel=LUNCH)

    for answer in ("deny", {"approve": {}}):
        asked = {"scopes": "conversations:history", "trigger_id": click(url)}
        client.api_call("apps.permissions.request", params=asked)
        say(url, answer)
        tell("history", refusal(history))

    asked = {"scopes": "reminders:write:user", "trigger_id": click(url), "user": OLIVE}
    client.api_call("apps.permissions.users.request", params=asked)
    say(url, {"approve": {}})
    acting = slack.WebClient(client.token, base_url=f"{url}/api/", headers={"X-Slack-User": OLIVE})
    tell("reminded", acting.reminders_add(text="eat", time="in 5 minutes")["reminder"]["creator"])

    # The client says that it sends JSON, and sends nothing.
    tell("without arguments", [client.api_call("apps.permissions.info")["ok"], len(client.conversations_list()["channels"])])
    tell("pages", [len(page["channels"]) for page in client.conversations_list(limit=1)])
    hurried = [refusal(client.chat_postMessage, channel=LUNCH, text="Hi") for _ in range(20)]
    tell("limited", next(filter(None, hurried), None))


def refusal(call, **arguments):
    """What a call was refused with; nothing if it was not."""
    try:
        call(**arguments)
        return None
    except errors.SlackApiError as error:
        return [error.response.status_code, error.response["error"], error.response.headers.get("Retry-After")]


def click(url):
    command = {"type": "interact", "user": OLIVE, "conversation": LUNCH}
    deliveries = door(url, "command", {"command": command})["deliveries"]
    return next(it["payload"]["trigger_id"] for it in deliveries if it["type"] == "interaction")


def say(url, answer):
    prompt = door(url, "view")["prompts"][-1]["id"]
    door(url, "command", {"command": {"type": "answer", "prompt": prompt, "answer": answer}})


def door(url, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{url}/_grantscope/{path}", data) as answer:
        return json.load(answer)


def tell(name, value):
    print(json.dumps([name, value]), flush=True)


name, *words = sys.argv[1:]
slack = importlib.import_module(name)
errors = importlib.import_module(f"{name}.errors")
main(*words)
