package io.secureconnect.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code examples/secureconnect} in a project of its own, with a Maven and a Java that only write down calls. */
class StartScriptTest {
    private static final Path SCRIPT = Path.of("secureconnect").toAbsolutePath();

    @TempDir
    private Path dir;

    private Path project = Path.of("");
    private Path bin = Path.of("");
    private Path calls = Path.of("");

    private record Run(int status, String out) {}

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(dir.resolve("a project"));
        bin = Files.createDirectories(dir.resolve("some bin"));
        calls = Files.createFile(dir.resolve("calls"));
        Files.createDirectories(project.resolve("examples/src/main/java"));
        Files.createDirectories(project.resolve("secureconnect-core/src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("examples/pom.xml"), "<project/>");
        Files.writeString(source(), "class A {}");
        Files.copy(SCRIPT, project.resolve("examples/secureconnect"));
        tool(
                "mvn",
                "echo \"mvn $*\" >>\"$CALLS\"; mkdir -p examples/target/lib; : >examples/target/secureconnect.jar;"
                        + " echo 'noise of the build'");
        java("17.0.15");
    }

    private Path source() {
        return project.resolve("secureconnect-core/src/main/java/A.java");
    }

    private void java(String version) throws IOException {
        tool(
                "java",
                "case \"$*\" in\n"
                        + "-version) echo 'openjdk version \"" + version + "\" 2025-04-15' >&2 ;;\n"
                        + "*ArchiveClassesAtExit=*) for a; do case $a in *Exit=*) echo cds >\"${a#*Exit=}\" ;; esac; done;"
                        + " echo 'java prepare' >>\"$CALLS\" ;;\n"
                        + "*) echo 'java run' >>\"$CALLS\"; for a; do printf '<%s>' \"$a\"; done; exit 7 ;;\n"
                        + "esac");
    }

    private void tool(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run start(Path script, Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).directory(dir.toFile());
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    private Run start(String... arguments) throws Exception {
        return start(project.resolve("examples/secureconnect"), Map.of(), arguments);
    }

    private void clearCalls() throws IOException {
        Files.writeString(calls, "");
    }

    @Test
    void theFirstStartBuildsQuietlyAndTheNextOnesOnlyRun() throws Exception {
        Run first = start("resolve", "a file");
        assertThat(first.status()).as("the exit code is the command's").isEqualTo(7);
        assertThat(first.out()).contains("<-jar>", "<resolve><a file>").doesNotContain("noise");
        assertThat(Files.readAllLines(calls)).hasSize(3).first().asString().contains("-pl examples -am");
        clearCalls();
        assertThat(start("resolve").out()).contains("<-XX:SharedArchiveFile=").contains("<resolve>");
        assertThat(Files.readAllLines(calls)).containsExactly("java run");
    }

    @Test
    void aNewerSourceIsBuilt() throws Exception {
        start();
        clearCalls();
        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(60)));
        start();
        assertThat(Files.readAllLines(calls)).hasSize(3).first().asString().startsWith("mvn");
    }

    @Test
    void aRemovedSourceIsNoticed() throws Exception {
        start();
        clearCalls();
        Files.delete(source());
        Files.setLastModifiedTime(
                source().getParent(), FileTime.from(Instant.now().plusSeconds(60)));
        start();
        assertThat(Files.readAllLines(calls)).first().asString().startsWith("mvn");
    }

    @Test
    void aFailedBuildShowsItsOutputAndIsTriedAgain() throws Exception {
        tool("mvn", "echo \"mvn $*\" >>\"$CALLS\"; echo 'the compiler says no'; exit 1");
        Run run = start("resolve");
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("the compiler says no", "the build failed");
        start("resolve");
        assertThat(Files.readAllLines(calls)).hasSize(2).allMatch(call -> call.startsWith("mvn"));
    }

    @Test
    void anOldJavaIsRefusedBeforeAnythingIsBuilt() throws Exception {
        java("11.0.2");
        Run run = start("resolve");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains("is Java 11; set JAVA_HOME to a JDK 17 or newer");
        assertThat(calls).isEmptyFile();
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        Run run = start(project.resolve("examples/secureconnect"), Map.of("JAVA_HOME", dir.toString()), "resolve");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains("JAVA_HOME is " + dir);
    }

    @Test
    void itMayBeCalledThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(bin.resolve("sc"), project.resolve("examples/secureconnect"));
        assertThat(start(link, Map.of(), "resolve").out()).contains("<resolve>");
        assertThat(project.resolve("examples/target/built")).exists();
    }

    @Test
    void theLockOfAProcessThatIsGoneIsBroken() throws Exception {
        Path lock = Files.createDirectories(project.resolve("examples/target/build.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertThat(start("resolve").out()).contains("<resolve>");
        assertThat(lock).doesNotExist();
    }
}
