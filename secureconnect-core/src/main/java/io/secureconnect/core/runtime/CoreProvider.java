package io.secureconnect.core.runtime;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.PairKeyDistribution;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.keying.ControllerKeying;
import io.secureconnect.core.keying.RotatingKeyDistribution;
import io.secureconnect.core.keying.SealingSuite;
import io.secureconnect.core.keying.bc.HpkeSealing;
import io.secureconnect.core.keying.ike.IkeKeying;
import io.secureconnect.core.policy.ResolvingPolicyEngine;
import io.secureconnect.core.psk.DerivingDistribution;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.SecureConnectProvider;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.List;

/** What {@link SecureConnect} finds behind itself: the one place where the parts of the core are put together. */
public final class CoreProvider implements SecureConnectProvider {
    private final SealingSuite sealing = new HpkeSealing();
    private final PolicyEngine policies = new ResolvingPolicyEngine();

    @Override
    public PolicyEngine policies() {
        return policies;
    }

    @Override
    public KeyDistribution keyDistribution() {
        return new RotatingKeyDistribution(sealing);
    }

    @Override
    public KeyJournal keyJournal(Path file) {
        return FileKeyJournal.open(file);
    }

    @Override
    public PairKeyDistribution pairKeyDistribution() {
        return new DerivingDistribution(new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256));
    }

    @Override
    public PreSharedKeys preSharedKeys(Path file) {
        return new PreSharedKeyFile(file);
    }

    @Override
    public Certificates certificates(CertificateFiles files) {
        return new CertificateFileSource(files);
    }

    @Override
    public Certificates certificates(MachineCertificates machine) {
        Reloaded<List<X509CRL>> lists = new Reloaded<>(
                machine.revocationLists(),
                () -> CertificateFileSource.revocationLists(machine.revocationLists()),
                given -> {});
        return new MachineStoreSource(MachineStoreDiscovery.find(), machine, lists::current, InstantSource.system());
    }

    @Override
    public void writeSecret(Path file, SecretBytes content) {
        SecretFiles.write(file, content);
    }

    @Override
    public SecureConnect open(SecureConnectOptions options) {
        return EngineOpening.open(
                options,
                policies,
                new WaysToKeys(
                        options.controllerKeys().map(keys -> source(options.workload(), keys)),
                        options.ike().map(CoreProvider::ike)),
                new LoopThread("secureconnect-" + options.workload()));
    }

    static WaysToKeys.IkeParts ike(IkeOptions options) {
        RandomSource random = options.randomSource().orElseGet(SystemRandom::new);
        IkeCrypto crypto = new StandardIkeCrypto();
        return new WaysToKeys.IkeParts(
                spis -> IkeKeying.of(
                        options, crypto, new StandardIsakmpCrypto(crypto), new StandardSignatures(), random, spis),
                options.datagrams());
    }

    private ControllerSource.Parts source(String workload, ControllerKeys keys) {
        ControllerKeying keying =
                new ControllerKeying(workload, sealing.opener(keys.own(), keys.distributor()), keys.journal());
        return new ControllerSource.Parts(keying, keying::on, keys.channel());
    }
}
