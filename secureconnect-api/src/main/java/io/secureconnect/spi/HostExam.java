package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.IpAddress;
import java.util.Collection;
import java.util.List;

/**
 * What only a module that knows an operating system can tell of this host, beside what its backend tells; found by {@link
 * java.util.ServiceLoader}. Thread-safe.
 */
@PublicApi
public interface HostExam {
    /** Which backend it stands beside: {@link IpsecBackendProvider#name}. */
    String backend();

    /** Whether it is meant for the operating system it runs on. */
    boolean supportsThisSystem();

    /**
     * Looks at this host and changes nothing. What cannot be looked at is a finding.
     *
     * @param peers addresses of hosts this one is to speak with
     */
    List<HostFinding> look(Collection<IpAddress> peers);

    /**
     * Asks the operating system what is documented nowhere, by objects of its own about addresses that belong to nobody
     * (RFC 5737, RFC 3849), and removes them again. It sends no packet and touches nobody else's objects. Never fails: what went
     * wrong is in the report.
     */
    SelfTestReport selfTest();
}
