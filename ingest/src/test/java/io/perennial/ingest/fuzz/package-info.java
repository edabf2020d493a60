// SPDX-License-Identifier: Apache-2.0

/** Files that are wrong in every way: none of them may stop ingest, or lose a row unsaid. */
@NullMarked
package io.perennial.ingest.fuzz;

import org.jspecify.annotations.NullMarked;
