// SPDX-License-Identifier: Apache-2.0
/** Lines whose columns have fixed widths, as separated columns. */
@NullMarked
package io.perennial.ingest.land.fixed;

import org.jspecify.annotations.NullMarked;
