package io.secureconnect.examples.file;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.examples.console.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one host reports, as JSON. */
final class ReportJson {
    private static final String FORMAT = "secureconnect.reports/v1";

    private ReportJson() {}

    static byte[] encode(String workload, List<KeyReport> reports) {
        List<Object> entries = reports.stream().map(ReportJson::report).collect(Collectors.toList());
        String text = Json.pretty(Json.object("format", FORMAT, "workload", workload, "reports", entries));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reports of {@code workload} and of no one else. */
    static List<KeyReport> decode(Path file, String workload, byte[] text) {
        JsonFields json = JsonFields.parse(file, text, FORMAT);
        json.expect("workload", workload);
        return json.objects("reports").stream()
                .map(entry -> report(workload, entry))
                .collect(Collectors.toList());
    }

    private static Map<String, @Nullable Object> report(KeyReport report) {
        Map<String, @Nullable Object> json = Json.object("kind", report.kind().name());
        switch (report.kind()) {
            case DONE:
                KeyReport.Done done = (KeyReport.Done) report;
                putPath(json, done.path());
                json.put("generation", done.generation());
                json.put("phase", done.phase().name());
                json.put("inboundSpi", done.inboundSpi().toString());
                break;
            case FAILED:
                KeyReport.Failed failed = (KeyReport.Failed) report;
                putPath(json, failed.path());
                json.put("generation", failed.generation());
                json.put("phase", failed.phase().name());
                json.put("highestUsed", failed.highestUsed());
                json.put("code", failed.code().name());
                json.put("message", failed.message());
                break;
            case HOLDINGS:
                json.put(
                        "sas",
                        ((KeyReport.Holdings) report)
                                .sas().stream().map(ReportJson::sa).collect(Collectors.toList()));
                break;
            case NEEDED:
                putPath(json, ((KeyReport.Needed) report).path());
                break;
            case EXPIRING:
                KeyReport.Expiring expiring = (KeyReport.Expiring) report;
                json.put("sa", sa(expiring.sa()));
                json.put("hard", expiring.hard());
                break;
        }
        return json;
    }

    private static KeyReport report(String workload, JsonFields json) {
        KeyReport.Kind kind = json.read("kind", "the kind of a report", KeyReport.Kind::valueOf);
        switch (kind) {
            case DONE:
                return new KeyReport.Done(
                        workload, path(json), json.number("generation"), phase(json), spi(json, "inboundSpi"));
            case FAILED:
                return new KeyReport.Failed(
                        workload,
                        path(json),
                        json.number("generation"),
                        phase(json),
                        json.number("highestUsed"),
                        json.read("code", "an error code", ErrorCode::valueOf),
                        json.text("message"));
            case HOLDINGS:
                return new KeyReport.Holdings(
                        workload,
                        json.objects("sas").stream().map(ReportJson::sa).collect(Collectors.toList()));
            case NEEDED:
                return new KeyReport.Needed(workload, path(json));
            case EXPIRING:
                return new KeyReport.Expiring(workload, sa(json.object("sa")), json.truth("hard"));
            default:
                throw json.complaint("kind", "the kind of a report");
        }
    }

    private static void putPath(Map<String, @Nullable Object> json, HostPair path) {
        json.put("local", path.local().toString());
        json.put("remote", path.remote().toString());
    }

    private static HostPair path(JsonFields json) {
        IpAddress local = json.read("local", "an IP address", IpAddress::parse);
        return json.read(
                "remote", "another IP address of one family", text -> new HostPair(local, IpAddress.parse(text)));
    }

    private static KeyPhase phase(JsonFields json) {
        return json.read("phase", "INBOUND, OUTBOUND or RETIRE", KeyPhase::valueOf);
    }

    private static Map<String, @Nullable Object> sa(SaId id) {
        Map<String, @Nullable Object> json = Json.object();
        putPath(json, id.path());
        json.put("direction", id.direction().name());
        json.put("spi", id.spi().toString());
        return json;
    }

    private static SaId sa(JsonFields json) {
        return new SaId(
                path(json), json.read("direction", "INBOUND or OUTBOUND", Direction::valueOf), spi(json, "spi"));
    }

    private static Spi spi(JsonFields json, String name) {
        return json.read(name, "an SPI in hexadecimal", text -> new Spi(Integer.parseUnsignedInt(text, 16)));
    }
}
