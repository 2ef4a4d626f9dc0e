package io.secureconnect.linux.lab;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test its {@link Lab}, says what its namespaces held if it failed, and tears it down. */
final class LabExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LabExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Guest.require();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String scenario = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        return context.getStore(STORE).getOrComputeIfAbsent(Lab.class, key -> new Lab(scenario), Lab.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Lab lab = context.getStore(STORE).remove(Lab.class, Lab.class);
        if (lab != null) {
            try (lab) {
                if (context.getExecutionException().isPresent()) {
                    System.out.println(lab.describe());
                }
            }
        }
    }
}
