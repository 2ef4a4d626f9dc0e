/** What an embedder may watch. */
@NullMarked
package io.secureconnect.api.event;

import org.jspecify.annotations.NullMarked;
