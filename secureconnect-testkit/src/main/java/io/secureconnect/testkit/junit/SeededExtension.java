package io.secureconnect.testkit.junit;

import io.secureconnect.testkit.ike.Transcript;
import io.secureconnect.testkit.time.SeededRandom;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** See {@link Seeded}. */
final class SeededExtension implements BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SeededExtension.class);
    private static final String PROPERTY = "secureconnect.seed";

    /** Stands in the trace of a failure, where people look. */
    static final class FailedWithSeed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedWithSeed(long seed) {
            super("failed with seed " + seed + "; run it again with -D" + PROPERTY + "=" + seed, null, false, false);
        }
    }

    /** What two ends of IKE said to each other, beside the failure. */
    static final class AfterThisExchange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AfterThisExchange(Transcript transcript) {
            super(transcript.toString(), null, false, false);
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        Transcript.forgetAll();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == SeededRandom.class;
    }

    @Override
    public SeededRandom resolveParameter(ParameterContext parameter, ExtensionContext test) {
        long seed = Long.getLong(PROPERTY, test.getUniqueId().hashCode());
        test.getStore(NAMESPACE).put(PROPERTY, seed);
        return new SeededRandom(seed);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        Long seed = test.getStore(NAMESPACE).get(PROPERTY, Long.class);
        String message = String.valueOf(thrown.getMessage());
        for (Transcript transcript : Transcript.ofThisThread()) {
            if (!message.contains(transcript.toString())) {
                thrown.addSuppressed(new AfterThisExchange(transcript));
            }
        }
        if (seed != null) {
            thrown.addSuppressed(new FailedWithSeed(seed));
        }
        throw thrown;
    }
}
