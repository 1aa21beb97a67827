import java.time.Instant;
import muster.License;
import muster.LicenseException;
import muster.Status.Verdict;

/** Whether Java is told what C is told: refusals with their codes, and every field of an answer. */
class Refusals {
    static int refused(Runnable call) {
        try {
            call.run();
        } catch (LicenseException error) {
            assert error.getMessage().startsWith(String.format("0x%08X ", error.code)) : error;
            return error.code;
        }
        return 0;
    }

    public static void main(String[] arguments) {
        assert refused(() -> new License(Vendor.ROOT_KEY, "no id", null).close()) == 0x8007000D;
        try (var license = new License(Vendor.ROOT_KEY, Vendor.PRODUCT_ID, Vendor.OPTIONS)) {
            assert refused(() -> license.installKey("no key")) == 0xC004F050;
            assert refused(license::installationId) == 0xC004F06A;
            assert refused(() -> license.deposit("1")) == 0xC004F06A;
            assert license.statusJson().contains("\"verdict\":\"licensed\"");
            assert license.licensed("export") && !license.licensed("audit");
            assert license.feature("seats").equals("50") && license.feature("audit") == null;
            var status = license.activate();
            assert status.verdict() == Verdict.LICENSED && status.code() == 0 && status.attempt() == 0 : status;
            assert status.until().isAfter(Instant.now()) && status.daysLeft() == 180 && !status.warns() : status;
            assert status.usable() && status.messageJa().length() > 5 : status;
        }
        try (var license = new License(Vendor.ROOT_KEY, Vendor.PRODUCT_ID, "{\"folder\": \"/nowhere\"}")) {
            var status = license.activate();
            assert status.verdict() == Verdict.NOT_LICENSED && status.code() == 0xC004F011 && status.attempt() != 0 : status;
            assert status.until() == null && status.daysLeft() == -1 && status.warns() && !status.usable() : status;
            license.close();
            assert refused(license::statusJson) == 0x80070057;
        }
    }
}
