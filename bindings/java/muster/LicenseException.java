package muster;

/** A call that did nothing. */
public final class LicenseException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** An HRESULT. */
    public final int code;

    LicenseException(int code, String text) {
        super(text);
        this.code = code;
    }
}
