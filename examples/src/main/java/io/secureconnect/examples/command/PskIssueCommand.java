package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import io.secureconnect.examples.file.PolicyFile;
import io.secureconnect.examples.file.PrivateFiles;
import io.secureconnect.examples.file.PskFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code psk issue}: a key file for each host of a policy. */
@Command(
        name = "issue",
        description =
                "Writes a file of pair keys for each host that a policy has speak IKE under pre-shared keys: those of its"
                        + " own pairs, of every epoch in use. Bring each to its host, on a way that nobody else reads; a running"
                        + " agent takes it at once.",
        footer = {"", "Files that say the same already are left as they are."})
final class PskIssueCommand extends SdkCommand {
    @Mixin
    private PskKeys keys = new PskKeys();

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy.")
    private Path policy = PolicyFile.STANDARD_INPUT;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "A private directory for the files, each named ID.psk after its workload; made if missing.")
    private Path directory = Path.of("");

    @Mixin
    private JsonOption format = new JsonOption();

    PskIssueCommand(Surroundings surroundings) {
        super(surroundings);
    }

    private record Issued(String workload, Path file, int peers, boolean written) {}

    @Override
    ExitStatus run() {
        PolicyDocument document = PolicyFile.read(policy);
        if (!(document.organization().authentication() instanceof Authentication.PreSharedKey)
                || document.saPolicy().keying() != KeyingMode.IKE) {
            throw CommandFailure.input(policy + ": its hosts do not speak IKE under pre-shared keys; set"
                    + " /saPolicy/keying to \"ike\" and /organization/authentication to {\"type\": \"psk\"}");
        }
        FleetPlan plan = SecureConnect.policies().resolve(document);
        try (OrganizationKeys organization = keys.read()) {
            requireSame(document.organization().id(), organization);
            PrivateFiles.createDirectory(directory);
            List<Issued> issued = peers(plan).entrySet().stream()
                    .map(host -> issue(plan, organization, host.getKey(), host.getValue()))
                    .collect(Collectors.toList());
            show(organization, issued);
        }
        return ExitStatus.OK;
    }

    private void requireSame(String wanted, OrganizationKeys organization) {
        if (!wanted.equals(organization.organization())) {
            throw CommandFailure.input(keys + ": holds the keys of organization '" + organization.organization()
                    + "', and " + policy + " is that of '" + wanted + "'; name those that belong together");
        }
    }

    /** How many peers each host has, by its id. */
    private static Map<String, Integer> peers(FleetPlan plan) {
        Map<String, Integer> peers = new TreeMap<>();
        try (Stream<PeerAssociation> associations = plan.associations()) {
            associations
                    .filter(association ->
                            association.verdict() == Verdict.ENCRYPTED && association.keying() == KeyingMode.IKE)
                    .forEach(association -> {
                        peers.merge(association.a(), 1, Integer::sum);
                        peers.merge(association.b(), 1, Integer::sum);
                    });
        }
        return peers;
    }

    private Issued issue(FleetPlan plan, OrganizationKeys organization, String workload, int peers) {
        Path file = PskFiles.of(directory, workload);
        try (SecretBytes hostKeys = organization.hostKeys(plan.host(workload))) {
            return new Issued(workload, file, peers, PskFiles.writeHostKeys(file, hostKeys));
        }
    }

    private void show(OrganizationKeys organization, List<Issued> issued) {
        if (format.json) {
            List<Object> files = new ArrayList<>();
            issued.forEach(one -> files.add(Json.object(
                    "workload", one.workload(),
                    "file", one.file().toString(),
                    "peers", one.peers(),
                    "written", one.written())));
            out().print(Json.pretty(Json.object(
                    "format",
                    "secureconnect.psk-issued/v1",
                    "organization",
                    organization.organization(),
                    "epochs",
                    organization.epochs().stream().map(Integer::longValue).collect(Collectors.toList()),
                    "files",
                    files)));
            return;
        }
        try (Table table = table("WORKLOAD", "PEERS", "EPOCHS", "FILE", "WRITTEN")) {
            issued.forEach(one -> table.row(
                    one.workload(),
                    one.peers(),
                    organization.epochs().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    one.file(),
                    one.written() ? "yes" : "as it was"));
        }
    }
}
