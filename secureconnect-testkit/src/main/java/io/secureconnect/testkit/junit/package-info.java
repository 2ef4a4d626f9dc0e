/** What tests with JUnit 5 use: assertions about policies, and randomness that tells its seed. */
@NullMarked
package io.secureconnect.testkit.junit;

import org.jspecify.annotations.NullMarked;
