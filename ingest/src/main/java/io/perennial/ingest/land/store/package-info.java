// SPDX-License-Identifier: Apache-2.0
/** Objects of a store (S3, and what speaks as it does) as bytes under a name. */
@NullMarked
package io.perennial.ingest.land.store;

import org.jspecify.annotations.NullMarked;
