/** The ways to a child SA: what a host does with the keys it is given, and what a distributor does to give them. */
@NullMarked
package io.secureconnect.core.keying;

import org.jspecify.annotations.NullMarked;
