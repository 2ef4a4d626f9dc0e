package io.secureconnect.windows.backend;

import io.secureconnect.windows.wfp.Filter;

/** Goes along with a refusal, and says which filter it was about. */
final class AtFilter extends Exception {
    private static final long serialVersionUID = 1;

    AtFilter(Filter filter) {
        super(
                filter.displayData().name().orElse("filter") + " of "
                        + filter.displayData().description().orElse("nobody") + " " + filter.filterKey(),
                null,
                false,
                false);
    }
}
