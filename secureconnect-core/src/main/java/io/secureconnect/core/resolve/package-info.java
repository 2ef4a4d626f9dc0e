/** From a policy document to encrypted pairs: checks, label index, plans, explanations and differences. */
@NullMarked
package io.secureconnect.core.resolve;

import org.jspecify.annotations.NullMarked;
