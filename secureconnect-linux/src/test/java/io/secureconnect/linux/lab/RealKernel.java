package io.secureconnect.linux.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class of scenarios for the lab's guest; name it {@code …IT}. Each test method may take a {@link Lab}, which is
 * its own and is torn down after it. Anywhere but in the guest the class fails before it does anything.
 *
 * <p>A method has two minutes unless it says otherwise.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-kernel")
@Timeout(120)
@ExtendWith(LabExtension.class)
public @interface RealKernel {}
