"""Whether Python is told what C is told: refusals with their codes, every field of an answer, and the doctor's document."""

import sys

import muster
import vendor


def refused(call, *values):
    try:
        call(*values)
    except muster.Error as error:
        code = f"0x{error.code:08X}"
        return code if str(error).startswith(code) else str(error)


license = muster.License(vendor.ROOT_KEY, vendor.PRODUCT_ID, vendor.OPTIONS)
assert refused(muster.License, vendor.ROOT_KEY, "no id") == "0x8007000D"
assert refused(license.install_key, "no key") == "0xC004F050"
assert refused(license.installation_id) == refused(license.deposit, "1") == "0xC004F06A"
assert license.licensed("export") and not license.licensed("audit")
status = license.activate()
assert (status.verdict, status.code, status.attempt, status.days_left) == ("licensed", "0x00000000", 0, 180), status
assert status.features == {"export": True, "seats": 50} and status.ends is None, status
assert status.until > "2027" and not status.warns and status.usable and len(status.message["ja"]) > 5, status
status = muster.License(vendor.ROOT_KEY, vendor.PRODUCT_ID, {"folder": "/nowhere"}).activate()
assert (status.verdict, status.until, status.days_left) == ("not_licensed", None, None) and not status.usable, status
assert status.attempt != 0 and "0xC004F011" in status.message["en"], status
assert "DNS001" in str(muster.diagnose(sys.argv[1]))
