// SPDX-License-Identifier: Apache-2.0
/** What a source is and what became of its rows: the words of ingest. */
@NullMarked
package io.perennial.ingest;

import org.jspecify.annotations.NullMarked;
