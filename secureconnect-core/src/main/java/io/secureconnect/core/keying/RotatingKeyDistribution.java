package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.spi.RandomSource;
import java.util.List;

/** Makes distributors that seal with one suite. */
public final class RotatingKeyDistribution implements KeyDistribution {
    private final SealingSuite suite;

    public RotatingKeyDistribution(SealingSuite suite) {
        this.suite = suite;
    }

    @Override
    public SealingKeyPair newKeyPair(RandomSource random) {
        return suite.newKeyPair(random);
    }

    @Override
    public SealingKeyPair keyPair(SecretBytes privateKey) {
        return suite.keyPair(privateKey);
    }

    @Override
    public KeyDistributor create(SealingKeyPair own, RandomSource random) {
        return distributor(own, random, new DistributorState());
    }

    @Override
    public KeyDistributor restore(SealingKeyPair own, RandomSource random, String saved) {
        return distributor(own, random, DistributorJson.read(own.publicKey(), saved));
    }

    @Override
    public List<KeyedPath> pathsOf(FleetPlan plan) {
        return ControllerPaths.of(plan);
    }

    private KeyDistributor distributor(SealingKeyPair own, RandomSource random, DistributorState state) {
        InstructionSealer sealer = suite.sealer(own);
        return new ControllerKeyDistributor(
                own.publicKey(), sealer, new GenerationMaker(random, sealer), new SpiChoice(random), state);
    }
}
