"""What a person may see and change of the correspondence, as querysets."""

from fondaco.correspondence.models import Circular, DistributionList, Note, Segment
from fondaco.registry.reach import of_own_bodies

own_lists = of_own_bodies(DistributionList)
own_segments = of_own_bodies(Segment)
own_circulars = of_own_bodies(Circular)
own_notes = of_own_bodies(Note)
