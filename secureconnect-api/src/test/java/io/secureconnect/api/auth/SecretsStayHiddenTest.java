package io.secureconnect.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No type that holds a secret shows it, and the list of those types is complete. */
class SecretsStayHiddenTest {
    private static final byte[] OCTETS =
            "the quick brown fox jumps over 36 oct".substring(0, 36).getBytes(StandardCharsets.US_ASCII);
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");

    private static List<Object> everyHolderOfSecrets() {
        KeyMaterial keys = keys(OCTETS);
        SecurityAssociation in =
                new SecurityAssociation(id(Direction.INBOUND, 1000), new Spi(2000), EspParameters.standard(), keys);
        byte[] others = OCTETS.clone();
        others[0]++;
        SecurityAssociation out = new SecurityAssociation(
                id(Direction.OUTBOUND, 2000), new Spi(1000), EspParameters.standard(), keys(others));
        BackendChange install = new BackendChange.InstallSa(in);
        List<Object> holders = new ArrayList<>();
        holders.add(SecretBytes.copyOf(OCTETS));
        holders.add(keys);
        holders.add(in);
        holders.add(new ChildSa(in, out));
        holders.add(install);
        holders.add(ChangeResult.applied(install));
        holders.add(new KeyInstruction(
                "web1",
                PATH,
                1,
                KeyPhase.INBOUND,
                new Spi(1000),
                new Spi(2000),
                EspParameters.standard(),
                Optional.of(keys)));
        holders.add(
                new SealingKeyPair(SecretBytes.copyOf(Arrays.copyOf(OCTETS, 32)), SealingPublicKey.of(new byte[32])));
        holders.add(new PairKey(3, SecretBytes.copyOf(OCTETS)));
        holders.add(OrganizationKey.of(SecretBytes.copyOf(Arrays.copyOf(OCTETS, 32))));
        holders.add(new PostquantumPreSharedKey("ours", SecretBytes.copyOf(OCTETS), true));
        NativeAuthentication proof = new NativeAuthentication.PreSharedKey(SecretBytes.copyOf(OCTETS));
        NativeTerms terms = nativeTerms(proof);
        BackendChange negotiate = new BackendChange.Negotiate(PATH, terms);
        holders.add(proof);
        holders.add(terms);
        holders.add(terms.fingerprint());
        holders.add(negotiate);
        holders.add(ChangeResult.unchanged(negotiate));
        return holders;
    }

    @Test
    void noTextFormShowsASecret() {
        for (Object holder : everyHolderOfSecrets()) {
            String text = holder.toString();
            byte[] start = Arrays.copyOf(OCTETS, 4);
            assertThat(text)
                    .as(holder.getClass().getSimpleName())
                    .doesNotContain(new String(start, StandardCharsets.US_ASCII))
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(start))
                    .doesNotContain(Base64.getEncoder().encodeToString(Arrays.copyOf(OCTETS, 3)))
                    .doesNotContain(Arrays.toString(start).substring(1, 12));
        }
    }

    /** Whoever adds a field that leads to a secret adds an instance above. */
    @Test
    void theListOfHoldersIsComplete() {
        Set<String> listed = new TreeSet<>();
        everyHolderOfSecrets().forEach(h -> listed.add(h.getClass().getName()));
        listed.add("io.secureconnect.api.SecureConnectOptions$ControllerKeys"); // a record of SealingKeyPair and ports
        Set<String> found = new TreeSet<>();
        Set<String> secret = new TreeSet<>(Set.of(SecretBytes.class.getName()));
        for (int before = -1; before != secret.size(); ) {
            before = secret.size();
            for (JavaClass type : new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.secureconnect")) {
                boolean holds = type.getFields().stream()
                        .anyMatch(f -> !f.getModifiers().contains(JavaModifier.STATIC)
                                && f.getType().getAllInvolvedRawTypes().stream()
                                        .anyMatch(t -> secret.contains(t.getName())));
                if (holds && !type.isInterface()) {
                    secret.add(type.getName());
                    found.add(type.getName());
                }
            }
        }
        found.removeIf(name -> name.contains("Immutable")); // generated, hidden; see their interfaces
        assertThat(listed).containsAll(found);
    }

    @Test
    void aWipedSecretIsGone() {
        byte[] octets = OCTETS.clone();
        SecretBytes secret = SecretBytes.wrap(octets);
        secret.close();
        assertThat(octets).containsOnly(0);
        assertThat(secret.isWiped()).isTrue();
        assertThat(secret.length()).isEqualTo(36);
        assertThatIllegalStateException().isThrownBy(() -> secret.use(o -> {}));
        assertThatIllegalStateException().isThrownBy(secret::copy);
    }

    @Test
    void aCopyLivesOn() {
        SecretBytes first = SecretBytes.copyOf(OCTETS);
        SecretBytes second = first.copy();
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
        first.close();
        assertThat(second.<byte[]>read(byte[]::clone)).isEqualTo(OCTETS);
        assertThat(first).isNotEqualTo(second);
    }

    private static NativeTerms nativeTerms(NativeAuthentication proof) {
        return NativeTerms.builder()
                .version(IkeVersion.IKEV1)
                .authentication(proof)
                .addIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .addEspProposals(EspProposal.AES_256_GCM)
                .perfectForwardSecrecy(true)
                .ikeLifetime(Duration.ofHours(4))
                .childLifetime(SaLifetime.standard())
                .natTraversal(true)
                .build();
    }

    private static KeyMaterial keys(byte[] octets) {
        return new KeyMaterial(EspProposal.AES_256_GCM, SecretBytes.copyOf(octets), Optional.empty());
    }

    private static SaId id(Direction direction, int spi) {
        return new SaId(PATH, direction, new Spi(spi));
    }
}
