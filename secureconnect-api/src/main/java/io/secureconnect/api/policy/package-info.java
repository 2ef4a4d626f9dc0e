/** What a user declares: workloads, labels, rules and how SAs are made. */
@NullMarked
package io.secureconnect.api.policy;

import org.jspecify.annotations.NullMarked;
