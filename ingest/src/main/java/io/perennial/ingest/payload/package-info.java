// SPDX-License-Identifier: Apache-2.0
/**
 * Messages of the Segment specification, which RudderStack shares, as rows that a source can map.
 */
@NullMarked
package io.perennial.ingest.payload;

import org.jspecify.annotations.NullMarked;
