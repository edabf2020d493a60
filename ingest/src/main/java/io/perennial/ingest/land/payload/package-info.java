// SPDX-License-Identifier: Apache-2.0
/** Messages of the Segment specification as JSON lines. */
@NullMarked
package io.perennial.ingest.land.payload;

import org.jspecify.annotations.NullMarked;
