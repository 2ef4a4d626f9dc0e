package io.secureconnect.linux.scenario;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.spi.KeyJournal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A host whose agent is an {@link AgentProcess}: its folder outlives it, as a machine's disk outlives a crash. */
final class ProcessHost {
    private final Wire.End end;
    private final String workload;
    private final Orchestrator orchestrator;
    private final Path folder;

    ProcessHost(Wire.End end, String workload, Orchestrator orchestrator, PolicyDocument policy) {
        this.end = end;
        this.workload = workload;
        this.orchestrator = orchestrator;
        try {
            folder = Files.createTempDirectory("host-" + workload);
            try (OutputStream out = Files.newOutputStream(folder.resolve("policy.json"))) {
                SecureConnect.policies().write(policy, out);
            }
            Files.writeString(
                    folder.resolve("distributor"), orchestrator.publicKey().toString());
            Files.write(
                    folder.resolve("identity"),
                    orchestrator.identityOf(workload).privateKey().<byte[]>read(byte[]::clone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The journal of the host, for an engine in this JVM while no process runs. */
    KeyJournal journal() {
        return SecureConnect.keyJournal(folder.resolve("journal"));
    }

    /** Starts an agent that applies the policy and kills itself at {@code deadlyStep}, counted from 1. */
    Run start(int deadlyStep) {
        try {
            Files.deleteIfExists(folder.resolve("instructions"));
            Files.deleteIfExists(folder.resolve("remove"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunningProcess process = end.namespace()
                .startJava(AgentProcess.class, workload, folder.toString(), Integer.toString(deadlyStep));
        Run run = new Run(process);
        orchestrator.connect(workload, instruction -> {
            try {
                AgentProcess.tell(folder.resolve("instructions"), instruction);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        orchestrator.hear(run::reports);
        return run;
    }

    /** One life of the agent. */
    final class Run {
        private final RunningProcess process;
        private int heard;

        private Run(RunningProcess process) {
            this.process = process;
        }

        private void reports() {
            List<String> lines = process.output()
                    .lines()
                    .filter(line -> line.startsWith(AgentProcess.REPORT))
                    .toList();
            lines.subList(heard, lines.size())
                    .forEach(line ->
                            orchestrator.report(MailText.readReport(line.substring(AgentProcess.REPORT.length()))));
            heard = lines.size();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Waits until it has applied its policy or is dead; whether it has. */
        boolean awaitAppliedOrDeath() {
            Await.until(
                    "the agent to apply its policy or to die",
                    () -> !isAlive() || output().contains(AgentProcess.APPLIED));
            return output().contains(AgentProcess.APPLIED);
        }

        /** Has it remove everything and waits until it has, or is dead; whether it has. */
        boolean removeOrDie() {
            try {
                Files.writeString(folder.resolve("remove"), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Await.until("the agent to end", () -> !isAlive());
            return output().contains(AgentProcess.REMOVED);
        }

        /** Ends this life: the agent is killed if it has not done it itself, and is no longer heard. */
        void end() {
            process.kill();
            orchestrator.exchange();
            orchestrator.disconnect(workload);
            orchestrator.stopHearing();
        }

        String output() {
            return process.output();
        }
    }
}
