package io.secureconnect.linux.scenario;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Instructions and reports as one line each, fields separated by tabs, for the mail between a scenario and an agent process. */
final class MailText {
    private MailText() {}

    static String write(SealedInstruction instruction) {
        return String.join(
                "\t",
                instruction.workload(),
                instruction.path(),
                Long.toString(instruction.generation()),
                instruction.phase().name(),
                Base64.getEncoder().encodeToString(instruction.envelope()));
    }

    static SealedInstruction readInstruction(String line) {
        String[] f = line.split("\t", -1);
        return new SealedInstruction(
                f[0],
                f[1],
                Long.parseLong(f[2]),
                KeyPhase.valueOf(f[3]),
                Base64.getDecoder().decode(f[4]));
    }

    static String write(KeyReport report) {
        List<String> fields = new ArrayList<>(List.of(report.kind().name(), report.workload()));
        switch (report.kind()) {
            case DONE -> {
                KeyReport.Done done = (KeyReport.Done) report;
                fields.addAll(path(done.path()));
                fields.addAll(
                        List.of(Long.toString(done.generation()), done.phase().name(), spi(done.inboundSpi())));
            }
            case FAILED -> {
                KeyReport.Failed failed = (KeyReport.Failed) report;
                fields.addAll(path(failed.path()));
                fields.addAll(List.of(
                        Long.toString(failed.generation()),
                        failed.phase().name(),
                        Long.toString(failed.highestUsed()),
                        failed.code().name(),
                        failed.message().replaceAll("\\s", " ")));
            }
            case HOLDINGS ->
                fields.add(((KeyReport.Holdings) report)
                        .sas().stream().map(sa -> String.join(",", sa(sa))).collect(Collectors.joining(";")));
            case NEEDED -> fields.addAll(path(((KeyReport.Needed) report).path()));
            case EXPIRING -> {
                KeyReport.Expiring expiring = (KeyReport.Expiring) report;
                fields.addAll(sa(expiring.sa()));
                fields.add(Boolean.toString(expiring.hard()));
            }
        }
        return String.join("\t", fields);
    }

    static KeyReport readReport(String line) {
        String[] f = line.split("\t", -1);
        String workload = f[1];
        return switch (KeyReport.Kind.valueOf(f[0])) {
            case DONE ->
                new KeyReport.Done(
                        workload, HostPair.of(f[2], f[3]), Long.parseLong(f[4]), KeyPhase.valueOf(f[5]), spi(f[6]));
            case FAILED ->
                new KeyReport.Failed(
                        workload,
                        HostPair.of(f[2], f[3]),
                        Long.parseLong(f[4]),
                        KeyPhase.valueOf(f[5]),
                        Long.parseLong(f[6]),
                        ErrorCode.valueOf(f[7]),
                        f[8]);
            case HOLDINGS ->
                new KeyReport.Holdings(
                        workload,
                        Arrays.stream(f[2].split(";"))
                                .filter(text -> !text.isEmpty())
                                .map(text -> sa(text.split(","), 0))
                                .collect(Collectors.toList()));
            case NEEDED -> new KeyReport.Needed(workload, HostPair.of(f[2], f[3]));
            case EXPIRING -> new KeyReport.Expiring(workload, sa(f, 2), Boolean.parseBoolean(f[6]));
        };
    }

    private static List<String> path(HostPair path) {
        return List.of(path.local().toString(), path.remote().toString());
    }

    private static List<String> sa(SaId sa) {
        return List.of(
                sa.path().local().toString(),
                sa.path().remote().toString(),
                sa.direction().name(),
                spi(sa.spi()));
    }

    private static SaId sa(String[] fields, int at) {
        return new SaId(
                HostPair.of(fields[at], fields[at + 1]), Direction.valueOf(fields[at + 2]), spi(fields[at + 3]));
    }

    private static String spi(Spi spi) {
        return Integer.toString(spi.value());
    }

    private static Spi spi(String text) {
        return new Spi(Integer.parseInt(text));
    }
}
