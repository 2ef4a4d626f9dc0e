/** What follows from a policy: associations, differences, explanations, remarks. */
@NullMarked
package io.secureconnect.api.plan;

import org.jspecify.annotations.NullMarked;
