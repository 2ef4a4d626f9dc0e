package io.secureconnect.testkit.junit;

import io.secureconnect.testkit.time.SeededRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** See {@link Seeded}. */
final class SeededExtension implements ParameterResolver, TestExecutionExceptionHandler {
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
        if (seed != null) {
            thrown.addSuppressed(new FailedWithSeed(seed));
        }
        throw thrown;
    }
}
