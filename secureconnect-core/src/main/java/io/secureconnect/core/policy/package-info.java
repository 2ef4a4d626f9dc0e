/** The policy engine that embedders get: reading, resolving, comparing and writing in one place. */
@NullMarked
package io.secureconnect.core.policy;

import org.jspecify.annotations.NullMarked;
