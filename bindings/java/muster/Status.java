package muster;

import com.sun.jna.Pointer;
import java.time.Instant;

/**
 * The answer.
 *
 * @param verdict what it comes to
 * @param code 0 if licensed, the kind of grace, or why it is not licensed: an HRESULT
 * @param until when that ends; null if it does not end by itself
 * @param daysLeft days until then; -1 if it does not end
 * @param warns whether the user should be told
 * @param attempt after {@link License#activate}: how the attempt ended, 0 for success
 * @param messageEn what to tell the user
 * @param messageJa the same in Japanese
 */
public record Status(
        Verdict verdict, int code, Instant until, int daysLeft, boolean warns, int attempt, String messageEn, String messageJa) {
    /** In the order of the C ABI. */
    public enum Verdict {
        NOT_LICENSED,
        LICENSED,
        GRACE
    }

    /** Licensed, or in grace: the product goes on. */
    public boolean usable() {
        return verdict != Verdict.NOT_LICENSED;
    }

    /** Reads a MusterStatus. */
    static Status read(Pointer status) {
        var until = status.getLong(8);
        return new Status(
                Verdict.values()[status.getInt(0)],
                status.getInt(4),
                until == 0 ? null : Instant.ofEpochSecond(until),
                status.getInt(16),
                status.getInt(20) != 0,
                status.getInt(24),
                status.getString(32, "UTF-8"),
                status.getString(544, "UTF-8"));
    }
}
