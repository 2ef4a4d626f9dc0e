package io.secureconnect.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods a {@link io.secureconnect.testkit.time.SeededRandom} parameter, and tells its seed if the test fails, with the
 * transcripts of the pairs of IKE that the test made.
 *
 * <p>The seed follows from the test's name, so that every run is the same; {@code -Dsecureconnect.seed=N} sets another for
 * all.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SeededExtension.class)
public @interface Seeded {}
