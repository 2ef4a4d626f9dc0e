package io.secureconnect.windows.abi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a constant is called in the SDK's headers, so that a test can hold it against them: the whole name on a constant, the
 * beginning on a class whose constants have the rest of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface SdkName {
    /** The name, or how it begins. */
    String value();
}
