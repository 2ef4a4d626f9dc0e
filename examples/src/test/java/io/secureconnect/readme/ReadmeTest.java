package io.secureconnect.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example of the README compiles as it stands, and stays short. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleCompiles(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(example.find()).as("a java block in README.md").isTrue();
        Path source = Files.writeString(folder.resolve("Agent.java"), example.group(1));
        assertThat(example.group(1).lines().filter(line -> line.contains(";")).count())
                .as("statements")
                .isLessThanOrEqualTo(10);

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(faults, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            faults,
                            List.of("-d", folder.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(faults.getDiagnostics()).isEmpty();
        assertThat(folder.resolve("Agent.class")).exists();
    }
}
