package io.secureconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.fleet.FleetHost;
import io.secureconnect.testkit.kernel.BackendFault;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.net.WireConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is a test of this module, and its list of adverse effects is whole. */
class ReadmeExampleTest {
    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLES = Path.of("src/test/java/io/secureconnect/testkit/example");

    @Test
    void theExamplesOfTheReadmeAreTestsThatRun() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        for (String example : List.of("ShopTest.java", "RekeyTest.java")) {
            assertThat(block.find()).as("a Java block in the README").isTrue();
            assertThat(block.group(1)).isEqualTo(Files.readString(EXAMPLES.resolve(example)));
        }
    }

    @Test
    void theListOfAdverseEffectsIsWhole() throws IOException {
        List<String> listed = Files.readString(README)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.toList());
        for (BackendFault.Kind kind : BackendFault.Kind.values()) {
            String name = Arrays.stream(kind.name().split("_"))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
            assertThat(listed).as("fault %s", name).anyMatch(line -> line.startsWith("| `" + name));
        }
        Arrays.stream(WireConditions.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("with"))
                .forEach(name -> assertThat(listed)
                        .as("wire condition %s", name)
                        .anyMatch(line -> line.contains("`" + name + "(")));
        for (String name : List.of("removePolicy", "removeSa", "putForeignPolicy", "addForeignSa", "skipTo")) {
            assertThat(MemoryKernel.class.getMethods())
                    .anyMatch(method -> method.getName().equals(name));
            assertThat(listed).anyMatch(line -> line.contains("`" + name + "("));
        }
        for (String name : List.of("cutOff", "restart", "stop")) {
            assertThat(FleetHost.class.getMethods())
                    .anyMatch(method -> method.getName().equals(name));
            assertThat(listed).anyMatch(line -> line.contains("`" + name + "("));
        }
    }
}
