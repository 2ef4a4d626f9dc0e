package io.secureconnect.windows.engine;

/**
 * A call that Windows refused. The text says which call and which code; who knows what was to be done adds the object.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fwp/wfp-error-codes">WFP error codes</a>
 */
public final class WfpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final int code;

    /**
     * @param call the function's name in the SDK's headers
     * @param code what it returned: {@code FWP_E_*}, a Win32 or an RPC code; not 0
     */
    public WfpException(String call, int code) {
        super(call + " failed with " + WfpError.describe(code));
        this.call = call;
        this.code = code;
    }

    /** The function's name in the SDK's headers. */
    public String call() {
        return call;
    }

    /** What it returned. */
    public int code() {
        return code;
    }

    /** Whether it returned this. */
    public boolean is(WfpError error) {
        return code == error.code();
    }
}
