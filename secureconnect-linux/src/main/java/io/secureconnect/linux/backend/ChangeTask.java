package io.secureconnect.linux.backend;

import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.spi.ChangeResult;
import java.util.List;

/** One change on its way to the kernel: the requests that make it, and what their verdicts mean. */
interface ChangeTask {
    /** What it is about; no two tasks of one batch have the same. */
    Object subject();

    /** The requests, in their order; empty if there is nothing to do. May ask the kernel first. */
    List<? extends NetlinkRequest> prepare(XfrmKernel kernel);

    /**
     * The outcome. Asks the kernel again where a verdict leaves it open.
     *
     * @param verdicts one for each request that {@link #prepare} gave
     */
    ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel);
}
