package io.secureconnect.windows.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.HostExam;
import io.secureconnect.spi.HostFinding;
import io.secureconnect.spi.HostFinding.Standing;
import io.secureconnect.windows.audit.AuditSubcategory;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.IpInterfaces;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.system.ServiceState;
import io.secureconnect.windows.wfp.IpInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class WindowsExamTest {
    private static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    private static final IpAddress ELSEWHERE = IpAddress.parse("2001:db8::2");
    private static final int ACCESS_DENIED = 5;

    private static final IpInterfaces ROUTES =
            remote -> remote.equals(PEER) ? Optional.of(new IpInterface(2, 1, 12, 1500, true)) : Optional.empty();

    private static List<HostFinding> look(
            FilterEngine.Source engine, List<String> missing, ServiceState service, List<AuditSubcategory> off) {
        HostParts parts = new HostParts(engine, () -> missing, name -> service, () -> off, ROUTES, () -> {
            throw new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, "the store is locked");
        });
        return new WindowsExam(parts).look(List.of(PEER, ELSEWHERE));
    }

    private static HostFinding find(List<HostFinding> findings, String check, String about) {
        return findings.stream()
                .filter(finding ->
                        finding.check().equals(check) && finding.about().equals(about))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " " + about + " is not in " + findings));
    }

    @Test
    void aHealthyHostFailsInNothing() {
        List<HostFinding> findings =
                look(WindowsHost.named("host").source(), List.of(), ServiceState.STOPPED, List.of());
        assertThat(findings).noneMatch(finding -> finding.standing() == Standing.FAILED);
        assertThat(find(findings, "functions", "fwpuclnt").standing()).isEqualTo(Standing.OK);
        assertThat(find(findings, "engine", "filter engine").standing()).isEqualTo(Standing.OK);
        assertThat(find(findings, "events", "net events").standing()).isEqualTo(Standing.OK);
        assertThat(find(findings, "audit", "audit policy").standing()).isEqualTo(Standing.OK);
        assertThat(find(findings, "mtu", PEER.toString()).text()).contains("interface 12", "1500");
        assertThat(find(findings, "mtu", ELSEWHERE.toString()).standing()).isEqualTo(Standing.WARNING);
    }

    @Test
    void whatIsMissingOffOrLockedIsNamedWithItsRemedy() {
        WindowsHost host = WindowsHost.builder("host").collectsNetEvents(false).build();
        List<HostFinding> findings = look(
                host.source(),
                List.of("IPsecSaContextSubscribe0"),
                ServiceState.RUNNING,
                List.of(AuditSubcategory.IPSEC_DRIVER));
        assertThat(find(findings, "functions", "IPsecSaContextSubscribe0").standing())
                .isEqualTo(Standing.FAILED);
        assertThat(find(findings, "events", "net events").text()).contains("netsh wfp set options netevents=on");
        assertThat(find(findings, "audit", AuditSubcategory.IPSEC_DRIVER.title())
                        .text())
                .contains("auditpol /set /subcategory:{0CCE9213-");
        assertThat(find(findings, "service", "IKEEXT").text()).contains("runs");
        assertThat(find(findings, "store", "machine certificate store").text())
                .contains("CREDENTIAL_UNREADABLE", "the store is locked");
    }

    @Test
    void aProcessWithoutRightsIsToldWhatToDo() {
        List<HostFinding> findings = look(
                session -> {
                    throw new WfpException("FwpmEngineOpen0", ACCESS_DENIED);
                },
                List.of(),
                ServiceState.UNKNOWN,
                List.of());
        HostFinding engine = find(findings, "engine", "filter engine");
        assertThat(engine.standing()).isEqualTo(Standing.FAILED);
        assertThat(engine.text()).contains("ERROR_ACCESS_DENIED", "administrator");
        assertThat(find(findings, "mtu", PEER.toString()).standing()).isEqualTo(Standing.NOTE);
    }

    @Test
    void lookingLeavesTheHostAsItIs() {
        WindowsHost host = WindowsHost.named("host");
        look(host.source(), List.of(), ServiceState.RUNNING, List.of());
        assertThat(host.ownObjects()).isEmpty();
    }

    @Test
    void itIsFoundAndNotMeantForOtherSystems() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
                .contains("provides io.secureconnect.spi.HostExam with", WindowsExam.class.getName());
        assertThat(ServiceLoader.load(HostExam.class))
                .filteredOn(exam -> exam.backend().equals("windows"))
                .singleElement()
                .matches(exam -> exam.supportsThisSystem()
                        == System.getProperty("os.name").startsWith("Windows"));
    }
}
