/** Secrets and who may hold them. */
@NullMarked
package io.secureconnect.api.auth;

import org.jspecify.annotations.NullMarked;
