package muster;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/**
 * A product's question whether it is licensed on this machine: the C ABI in the shape of Java. Threads may share it; whoever closes it is
 * the last to use it. No method ends the process.
 */
public final class License implements AutoCloseable {
    private interface Api extends Library {
        int muster_open(String rootKey, String productId, String options, PointerByReference muster);

        int muster_status(Pointer muster, Pointer status);

        int muster_activate(Pointer muster, Pointer status);

        int muster_status_json(Pointer muster, PointerByReference json);

        int muster_feature(Pointer muster, String name, PointerByReference value);

        int muster_install_key(Pointer muster, String key);

        int muster_installation_id(Pointer muster, PointerByReference id);

        int muster_deposit(Pointer muster, String confirmationId);

        long muster_last_error(byte[] buffer, long size);

        void muster_free(Pointer text);

        void muster_close(Pointer muster);

        int muster_version();
    }

    private static final int ABI = 1;
    private static final int NOT_SUPPORTED = 0x80070032;

    private static final int STATUS_BYTES = 1056;
    private static final Api API =
            Native.load("muster_license", Api.class, Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));

    private Pointer muster;

    /**
     * Nothing is asked yet.
     *
     * @param rootKey the text of the vendor's root.jwk, or its thumbprint
     * @param productId an activation id of the license pack
     * @param options JSON as for the C ABI, or null: then the agent of this machine is asked
     */
    public License(String rootKey, String productId, String options) {
        if (API.muster_version() != ABI)
            throw new LicenseException(NOT_SUPPORTED, "0x80070032 the library has another version of the ABI");
        var opened = new PointerByReference();
        check(API.muster_open(rootKey, productId, options, opened));
        muster = opened.getValue();
    }

    public Status status() {
        return answered(API::muster_status);
    }

    /** Asks the hosts now, and blocks until they were asked. */
    public Status activate() {
        return answered(API::muster_activate);
    }

    /** Whether the license allows a feature, whatever its value. */
    public boolean licensed(String feature) {
        return API.muster_feature(muster, feature, null) != 0;
    }

    /** The value of a feature: "true", "50", "pro"; null if the license does not allow it. */
    public String feature(String name) {
        var value = new PointerByReference();
        return API.muster_feature(muster, name, value) == 0 ? null : owned(value);
    }

    /** The answer with everything that it holds. */
    public String statusJson() {
        return text(API::muster_status_json);
    }

    public void installKey(String key) {
        check(API.muster_install_key(muster, key));
    }

    public String installationId() {
        return text(API::muster_installation_id);
    }

    public void deposit(String confirmationId) {
        check(API.muster_deposit(muster, confirmationId));
    }

    @Override
    public void close() {
        API.muster_close(muster);
        muster = null;
    }

    private Status answered(ToIntBiFunction<Pointer, Pointer> ask) {
        // JNA frees it when it is not used any more; a method that does so at once came with JNA 5.12.
        var status = new Memory(STATUS_BYTES);
        ask.applyAsInt(muster, status);
        return Status.read(status);
    }

    private String text(ToIntBiFunction<Pointer, PointerByReference> ask) {
        var text = new PointerByReference();
        check(ask.applyAsInt(muster, text));
        return owned(text);
    }

    private static String owned(PointerByReference text) {
        try {
            return text.getValue().getString(0, StandardCharsets.UTF_8.name());
        } finally {
            API.muster_free(text.getValue());
        }
    }

    private static void check(int code) {
        if (code != 0) {
            var text = new byte[(int) API.muster_last_error(null, 0) + 1];
            API.muster_last_error(text, text.length);
            throw new LicenseException(code, Native.toString(text, StandardCharsets.UTF_8.name()));
        }
    }
}
