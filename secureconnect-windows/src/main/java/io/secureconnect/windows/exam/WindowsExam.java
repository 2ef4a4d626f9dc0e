package io.secureconnect.windows.exam;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.HostExam;
import io.secureconnect.spi.HostFinding;
import io.secureconnect.spi.SelfTestReport;
import io.secureconnect.windows.selftest.SelfTest;
import io.secureconnect.windows.system.WindowsBuild;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What only Windows tells of itself. Found by {@link java.util.ServiceLoader}. */
public final class WindowsExam implements HostExam {
    private final HostParts parts;

    /** Of this host. */
    public WindowsExam() {
        this(HostParts.ofThisHost());
    }

    WindowsExam(HostParts parts) {
        this.parts = parts;
    }

    @Override
    public String backend() {
        return "windows";
    }

    @Override
    public boolean supportsThisSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public List<HostFinding> look(Collection<IpAddress> peers) {
        return new WindowsLook(parts).findings(peers);
    }

    @Override
    public SelfTestReport selfTest() {
        return new SelfTest(parts.engine(), new SecureRandom())
                .run(WindowsBuild.ofThisHost() + ", Java " + System.getProperty("java.version", "unknown") + " "
                        + System.getProperty("os.arch", ""));
    }
}
