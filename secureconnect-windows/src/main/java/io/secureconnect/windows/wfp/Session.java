package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * A session with the filter engine: {@code FWPM_SESSION0}. What Windows fills in, it fills in when sessions are enumerated.
 *
 * @param sessionKey {@link Guid#NONE} for one that Windows makes up
 * @param txnWaitTimeoutInMSec how long a transaction waits for another; 0 for Windows' default
 */
public record Session(
        Guid sessionKey,
        DisplayData displayData,
        int flags,
        int txnWaitTimeoutInMSec,
        int processId,
        Optional<String> username,
        boolean kernelMode) {
    /** What it adds goes when it ends. */
    @SdkName("FWPM_SESSION_FLAG_DYNAMIC")
    public static final int DYNAMIC = 0x1;

    public static final Struct<Session> STRUCT = Struct.of(
            "FWPM_SESSION0", new Session(Guid.NONE, DisplayData.blank(), 0, 0, 0, Optional.empty(), false), (m, v) -> {
                Guid sessionKey = m.guid("sessionKey", v.sessionKey);
                DisplayData displayData = m.struct("displayData", DisplayData.STRUCT, v.displayData);
                int flags = m.u32("flags", v.flags);
                int timeout = m.u32("txnWaitTimeoutInMSec", v.txnWaitTimeoutInMSec);
                int processId = m.u32("processId", v.processId);
                m.unused("sid");
                Optional<String> username = m.text("username", v.username);
                boolean kernelMode = m.u32("kernelMode", v.kernelMode ? 1 : 0) != 0;
                return new Session(sessionKey, displayData, flags, timeout, processId, username, kernelMode);
            });

    /** A static one: what it adds stays when it ends. */
    public static Session named(DisplayData displayData, int txnWaitTimeoutInMSec) {
        return new Session(Guid.NONE, displayData, 0, txnWaitTimeoutInMSec, 0, Optional.empty(), false);
    }

    /** A dynamic one: what it adds goes when it ends, whichever way. It can't have SA contexts. */
    public static Session dynamic(DisplayData displayData, int txnWaitTimeoutInMSec) {
        return new Session(Guid.NONE, displayData, DYNAMIC, txnWaitTimeoutInMSec, 0, Optional.empty(), false);
    }
}
