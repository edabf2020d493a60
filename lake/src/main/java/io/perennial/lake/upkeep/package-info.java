// SPDX-License-Identifier: Apache-2.0
/** What keeps tables in good order: compaction, expiry, erasure. */
@NullMarked
package io.perennial.lake.upkeep;

import org.jspecify.annotations.NullMarked;
