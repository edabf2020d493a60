// SPDX-License-Identifier: Apache-2.0
/** Rows written as files that engines read. */
@NullMarked
package io.perennial.ingest.land.write;

import org.jspecify.annotations.NullMarked;
