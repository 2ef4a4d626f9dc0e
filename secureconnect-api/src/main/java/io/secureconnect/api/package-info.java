/** The facade of the SDK and what it answers: {@link io.secureconnect.api.SecureConnect}. */
@NullMarked
package io.secureconnect.api;

import org.jspecify.annotations.NullMarked;
