package io.secureconnect.windows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.MachineStore;
import io.secureconnect.spi.MachineStoreProvider;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Security;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is read from the machine's stores, by Java's key stores and by Crypt32. */
class MachineStoresTest {
    private final TestCa root = TestCa.root("CN=Acme Root CA,O=Acme,C=US", KeyKind.EC_P256);
    private final TestCa site = root.intermediate("CN=Acme Site CA,O=Acme,C=US", KeyKind.EC_P256);
    private final IssuedCertificate rsa =
            site.draft("CN=a").key(KeyKind.RSA_2048).issue();
    private final IssuedCertificate curve =
            site.draft("CN=b").key(KeyKind.EC_P256).issue();
    private final MemoryStores stores = new MemoryStores();
    private final WindowsStoreProvider provider = new WindowsStoreProvider(stores);

    @Test
    void withoutKeyStoresOfJavaCrypt32IsRead() {
        stores.own(rsa)
                .put("MY", curve.certificate())
                .put("CA", site.certificate())
                .put("ROOT", root.certificate())
                .put("MY", Bytes.ofHex("3000"));
        MachineStore store = provider.open();
        assertThat(store.name()).contains("LocalMachine\\My", "Crypt32");
        assertThat(store.own()).containsExactly(rsa.certificate(), curve.certificate());
        assertThat(store.intermediates()).containsExactly(site.certificate());
        assertThat(store.roots()).containsExactly(root.certificate());
        assertThat(store.privateKey(rsa.certificate())).get().isInstanceOf(CngKey.class);
        assertThat(store.privateKey(curve.certificate())).isEmpty();
        assertThat(store.privateKey(root.certificate())).isEmpty();
    }

    @Test
    void noKeyIsTouchedBeforeItIsAskedFor() {
        stores.own(rsa).own(curve);
        MachineStore store = provider.open();
        assertThat(stores.asked()).isZero();
        store.privateKey(curve.certificate());
        assertThat(stores.asked()).isEqualTo(1);
    }

    @Test
    void keyStoresOfJavaAreReadWhereTheyAre() {
        with(mscapi -> {
            MachineStore store = provider.open();
            assertThat(store.name()).contains("LocalMachine\\My", "of this Java");
            assertThat(store.own()).containsExactly(rsa.certificate(), curve.certificate());
            assertThat(store.intermediates()).contains(site.certificate());
            assertThat(store.roots()).containsExactly(root.certificate());
            assertThat(store.privateKey(rsa.certificate())).get().isSameAs(rsa.privateKey());
            assertThat(store.privateKey(root.certificate())).isEmpty();
        });
    }

    /** For SunMSCAPI signs no bare hash with them. */
    @Test
    void keysOfCurvesAreCngsEvenThen() {
        with(mscapi -> {
            assertThat(provider.open().privateKey(curve.certificate())).isEmpty();
            stores.own(curve);
            PrivateKey key = provider.open().privateKey(curve.certificate()).orElseThrow();
            assertThat(key).isInstanceOf(CngKey.class);
            assertThat(key.getAlgorithm()).isEqualTo("EC");
        });
    }

    @Test
    void aKeyThatMayNotBeUsedIsSaidWithItsRemedy() {
        with(mscapi -> {
            mscapi.lock();
            MachineStore store = provider.open();
            assertThatExceptionOfType(SecureConnectException.class)
                    .isThrownBy(() -> store.privateKey(rsa.certificate()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                    .withMessageContaining("CN=a")
                    .withMessageContaining("no right")
                    .withMessageContaining("administrator");
        });
    }

    @Test
    void theProviderIsForWindowsAloneAndFoundOnBothPaths() throws IOException {
        String system = System.getProperty("os.name");
        assertThat(provider.supportsThisSystem()).isEqualTo(system.startsWith("Windows"));
        try {
            System.setProperty("os.name", "Windows Server 2022");
            assertThat(provider.supportsThisSystem()).isTrue();
        } finally {
            System.setProperty("os.name", system);
        }
        assertThat(ServiceLoader.load(MachineStoreProvider.class))
                .anyMatch(found -> found instanceof WindowsStoreProvider);
        assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
                .contains("provides io.secureconnect.spi.MachineStoreProvider with")
                .contains(WindowsStoreProvider.class.getName());
    }

    private void with(Consumer<FakeMscapi> test) {
        FakeMscapi mscapi = new FakeMscapi();
        mscapi.own(rsa, root, rsa.privateKey());
        mscapi.own(curve, root, curve.privateKey());
        mscapi.root(root);
        Security.addProvider(mscapi);
        try {
            test.accept(mscapi);
        } finally {
            Security.removeProvider(mscapi.getName());
        }
    }
}
