package io.secureconnect.examples.doctor;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.HostExam;
import io.secureconnect.spi.HostFinding;
import io.secureconnect.spi.SelfTestReport;
import io.secureconnect.spi.SelfTestReport.Result;
import io.secureconnect.spi.SelfTestReport.Verdict;
import java.util.Collection;
import java.util.List;

/** Stands beside the backend {@code memory}, so that commands can be shown what they would be told on Windows. */
public final class MemoryExam implements HostExam {
    @Override
    public String backend() {
        return "memory";
    }

    @Override
    public boolean supportsThisSystem() {
        return true;
    }

    @Override
    public List<HostFinding> look(Collection<IpAddress> peers) {
        return List.of(new HostFinding(HostFinding.Standing.NOTE, "peers", "memory", peers + " are asked for"));
    }

    @Override
    public SelfTestReport selfTest() {
        return new SelfTestReport(
                "a system\u001b[2J",
                List.of(
                        new Result("memory/one", "Is it so?", List.of("Call0: done"), "it is", Verdict.SETTLED),
                        new Result("memory/two", "And this?", List.of(), "it is not", Verdict.FAILED)),
                List.of("memory/two: a thing; a restart removes it"));
    }
}
