"""Replication groups with their member clusters, and parameter groups."""
from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Dict

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException, ReplicationGroupNotFound
from moto.elasticache.models import CacheCluster, ElastiCacheBackend as Backend
from moto.elasticache.responses import ElastiCacheResponse as Response

from gaps import around, method, told

#: What a member shows of its group; the provider reads some of a group's settings from the first member.
SHARED = (
    "auto_minor_version_upgrade",
    "cache_node_type",
    "cache_subnet_group_name",
    "engine",
    "engine_version",
    "notification_topic_arn",
    "port",
    "preferred_maintenance_window",
    "replication_group_id",
    "snapshot_retention_limit",
    "snapshot_window",
    "transit_encryption_enabled",
    "transit_encryption_mode",
)


class CacheParameterGroupNotFound(ElastiCacheException):
    code = "CacheParameterGroupNotFound"


def members(backend: Any, group: Any) -> None:
    """Clusters of a group, as AWS makes them."""
    for name in group.member_clusters:
        cluster = CacheCluster.__new__(CacheCluster)
        for attribute in SHARED:
            setattr(cluster, attribute, getattr(group, attribute, None))
        cluster.cache_cluster_id = name
        cluster.arn = group.arn.replace(":replicationgroup:%s" % group.replication_group_id, ":cluster:%s" % name)
        cluster.cache_cluster_status = "available"
        cluster.num_cache_nodes = 1
        cluster.cache_parameter_group = {"CacheParameterGroupName": group.cache_parameter_group_name}
        cluster.security_groups = [
            {"SecurityGroupId": one, "Status": "active"} for one in group.security_group_ids or []
        ]
        cluster.at_rest_encryption_enabled = group.at_rest_encryption_enabled
        cluster.auth_token_enabled = group.auth_token_enabled
        backend.cache_clusters[name] = cluster


def fill() -> None:
    replication_groups()
    parameter_groups()

    @method(Response)
    def delete_cache_subnet_group(response: Any) -> EmptyResult:
        response.elasticache_backend.cache_subnet_groups.pop(response._get_param("CacheSubnetGroupName"), None)
        return EmptyResult()


def replication_groups() -> None:
    @around(Backend, "create_replication_group")
    def _create(original: Any, backend: Any, **given: Any) -> Any:
        # moto counts replicas, the provider gives the number of clusters.
        given["replicas_per_node_group"] = (given["num_cache_clusters"] or 1) - 1
        group = original(**given)
        told["elasticache/" + group.replication_group_id] = {"password": given["auth_token"] or ""}
        for node_group in group.node_groups:
            node_group["reader_endpoint"] = {"address": node_group["reader_endpoint_address"], "port": group.port}
        members(backend, group)
        return group

    @around(Backend, "delete_replication_group")
    def _delete(original: Any, backend: Any, replication_group_id: str, **given: Any) -> Any:
        group = original(replication_group_id, **given)
        for name in group.member_clusters:
            backend.cache_clusters.pop(name, None)
        del backend.replication_groups[replication_group_id]
        return group

    @around(Response, "modify_replication_group")
    def _modify(original: Any, response: Any) -> Any:
        answer = original()
        backend = response.elasticache_backend
        group = backend.replication_groups[response._get_param("ReplicationGroupId")]
        for parameter, attribute in (("AuthToken", "auth_token_enabled"), ("SecurityGroupIds", "security_group_ids")):
            value = response._get_param(parameter)
            if value:
                setattr(group, attribute, True if parameter == "AuthToken" else value)
        members(backend, group)
        return answer


def parameter_groups() -> None:
    @around(Backend, "__init__")
    def _init(original: Any, backend: Any, *args: Any, **given: Any) -> None:
        original(*args, **given)
        backend.arn_regex = SimpleNamespace(match=lambda arn: arn.startswith("arn:aws:elasticache:"))
        backend.parameter_groups = {}

    def named(response: Any) -> Dict[str, Any]:
        name = response._get_param("CacheParameterGroupName")
        group: Dict[str, Any] = response.elasticache_backend.parameter_groups.get(name)
        if group is None:
            raise CacheParameterGroupNotFound("CacheParameterGroup %s not found." % name)
        return group

    @method(Response)
    def create_cache_parameter_group(response: Any) -> ActionResult:
        backend = response.elasticache_backend
        name = response._get_param("CacheParameterGroupName")
        arn = "arn:aws:elasticache:%s:%s:parametergroup:%s" % (backend.region_name, backend.account_id, name)
        backend.tagging_service.tag_resource(arn, response._get_param("Tags") or [])
        backend.parameter_groups[name] = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": response._get_param("CacheParameterGroupFamily"),
            "Description": response._get_param("Description"),
            "ARN": arn,
            "parameters": {},
        }
        return ActionResult({"CacheParameterGroup": backend.parameter_groups[name]})

    @method(Response)
    def describe_cache_parameter_groups(response: Any) -> ActionResult:
        return ActionResult({"CacheParameterGroups": [named(response)]})

    @method(Response)
    def modify_cache_parameter_group(response: Any) -> ActionResult:
        group = named(response)
        for parameter in response._get_param("ParameterNameValues"):
            group["parameters"][parameter["ParameterName"]] = parameter["ParameterValue"]
        return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})

    @method(Response)
    def reset_cache_parameter_group(response: Any) -> ActionResult:
        group = named(response)
        for parameter in response._get_param("ParameterNameValues") or []:
            group["parameters"].pop(parameter["ParameterName"], None)
        return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})

    @method(Response)
    def describe_cache_parameters(response: Any) -> ActionResult:
        parameters = [
            {"ParameterName": name, "ParameterValue": value, "Source": "user"}
            for name, value in named(response)["parameters"].items()
        ]
        return ActionResult({"Parameters": parameters})

    @method(Response)
    def delete_cache_parameter_group(response: Any) -> EmptyResult:
        del response.elasticache_backend.parameter_groups[named(response)["CacheParameterGroupName"]]
        return EmptyResult()
