// SPDX-License-Identifier: Apache-2.0
/** Where the rows of a source come from, and how they become files that engines read. */
@NullMarked
package io.perennial.ingest.land;

import org.jspecify.annotations.NullMarked;
