package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.core.resolve.Policies;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.SecureConnectProvider;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreProviderTest {
    @Test
    void isFoundOnTheClassPathAsTheModuleDeclaresIt() throws URISyntaxException {
        List<String> onClassPath = ServiceLoader.load(SecureConnectProvider.class).stream()
                .map(provider -> provider.type().getName())
                .collect(Collectors.toList());
        Path classes = Path.of(CoreProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("io.secureconnect.core")
                .orElseThrow()
                .descriptor();

        assertThat(module.provides()).singleElement().satisfies(provides -> {
            assertThat(provides.service()).isEqualTo(SecureConnectProvider.class.getName());
            assertThat(provides.providers()).isEqualTo(onClassPath);
        });
    }

    @Test
    void namesTheModulesToAddIfNoBackendIsThere() {
        SecureConnectException none = catchThrowableOfType(
                SecureConnectException.class,
                () -> SecureConnect.open(
                        SecureConnectOptions.builder().workload("web1").build()));

        assertThat(none.code()).isEqualTo(ErrorCode.NO_IMPLEMENTATION);
    }

    @Test
    void refusesAPolicyThatDoesNotKnowTheHost() {
        FakeBackend backend = new FakeBackend();
        try (SecureConnect engine = SecureConnect.open(SecureConnectOptions.builder()
                .workload("stranger")
                .backend(backend)
                .build())) {
            CompletionException refused = catchThrowableOfType(
                    CompletionException.class,
                    () -> engine.apply(Policies.document()
                                    .addWorkloads(
                                            Policies.host("web1", "10.0.0.1").build())
                                    .build())
                            .toCompletableFuture()
                            .join());

            assertThat(((SecureConnectException) refused.getCause()).code()).isEqualTo(ErrorCode.UNKNOWN_WORKLOAD);
            assertThat(backend.asked).isEmpty();
        }
    }

    @Test
    void opensJournals(@TempDir Path directory) {
        try (KeyJournal journal = SecureConnect.keyJournal(directory.resolve("web1.journal"))) {
            assertThat(journal).isInstanceOf(FileKeyJournal.class);
        }
    }
}
